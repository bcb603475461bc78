package dev.winnow.schemas.serde;

/** The registry has no schema with this id. Trying again does not help. */
public final class UnknownSchemaException extends RegistryException {
  private static final long serialVersionUID = 1L;

  public UnknownSchemaException(int id) {
    super("the schema registry has no schema with id " + id, null);
  }
}
