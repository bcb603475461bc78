package dev.winnow.schemas.serde;

import org.apache.avro.Schema;

/**
 * What the serdes need of a schema registry. Implementations are thread-safe and remember what they
 * were told: ids are immutable once given.
 */
public interface SchemaRegistry {
  /**
   * The id of this schema under the subject, registering it where it is new.
   *
   * @throws RegistryException if the registry cannot be reached or refuses the schema
   */
  int register(String subject, Schema schema);

  /**
   * The schema with this id.
   *
   * @throws UnknownSchemaException if the registry has no such schema
   * @throws RegistryException if the registry cannot be reached
   */
  Schema byId(int id);
}
