package dev.winnow.runtime.acl;

import java.util.List;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * What a user may do with one resource, or with all whose names begin alike.
 *
 * @param resource kind of the resource
 * @param name name of the resource, or what its name begins with
 * @param prefixed whether {@code name} is a beginning
 * @param operations what is allowed; READ, WRITE and CREATE of a topic do not include each other,
 *     READ and WRITE include DESCRIBE
 */
public record AccessRule(
    ResourceType resource, String name, boolean prefixed, List<AclOperation> operations) {
  private static final String ANY_HOST = "*";

  public AccessRule {
    operations = List.copyOf(operations);
    if (operations.isEmpty()) {
      throw new IllegalArgumentException("a rule without operations allows nothing");
    }
  }

  static AccessRule topic(String name, AclOperation... operations) {
    return new AccessRule(ResourceType.TOPIC, name, false, List.of(operations));
  }

  static AccessRule topics(String prefix, AclOperation... operations) {
    return new AccessRule(ResourceType.TOPIC, prefix, true, List.of(operations));
  }

  static AccessRule group(String name, AclOperation... operations) {
    return new AccessRule(ResourceType.GROUP, name, false, List.of(operations));
  }

  static AccessRule groups(String prefix, AclOperation... operations) {
    return new AccessRule(ResourceType.GROUP, prefix, true, List.of(operations));
  }

  static AccessRule transactions(String prefix) {
    return new AccessRule(
        ResourceType.TRANSACTIONAL_ID,
        prefix,
        true,
        List.of(AclOperation.WRITE, AclOperation.DESCRIBE));
  }

  /**
   * Returns the rule for a user, as Kafka's admin client takes it.
   *
   * @param principal such as {@code User:planner}
   */
  public List<AclBinding> bindings(String principal) {
    ResourcePattern pattern =
        new ResourcePattern(resource, name, prefixed ? PatternType.PREFIXED : PatternType.LITERAL);
    return operations.stream()
        .map(
            operation ->
                new AclBinding(
                    pattern,
                    new AccessControlEntry(
                        principal, ANY_HOST, operation, AclPermissionType.ALLOW)))
        .toList();
  }
}
