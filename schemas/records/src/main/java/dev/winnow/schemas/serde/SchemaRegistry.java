package dev.winnow.schemas.serde;

import org.apache.avro.Schema;

/**
 * The operations of a schema registry that the serdes need. Implementations are thread-safe and
 * cache responses, because an id never changes once assigned.
 */
public interface SchemaRegistry {
  /**
   * Returns the id of this schema under the subject; registers the schema if it is new.
   *
   * @throws RegistryException if the registry cannot be reached or rejects the schema
   */
  int register(String subject, Schema schema);

  /**
   * Returns the schema with this id.
   *
   * @throws UnknownSchemaException if the registry has no such schema
   * @throws RegistryException if the registry cannot be reached
   */
  Schema byId(int id);

  /**
   * Asks the registry whether it answers; returns within seconds. A registry in this process always
   * does.
   *
   * @throws RegistryException if it cannot be reached, or rejects the client
   */
  default void ping() {}
}
