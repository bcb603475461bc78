package dev.winnow.schemas.serde;

/** The registry has no usable schema with this id. A retry does not help. */
public final class UnknownSchemaException extends RegistryException {
  private static final long serialVersionUID = 1L;

  public UnknownSchemaException(int id) {
    super("the schema registry has no schema with id " + id, null);
  }

  /** The registry's entry for this id is not a usable schema, for this reason. */
  public UnknownSchemaException(int id, String why) {
    super("schema %d of the registry %s".formatted(id, why), null);
  }
}
