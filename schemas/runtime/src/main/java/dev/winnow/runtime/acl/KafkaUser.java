package dev.winnow.runtime.acl;

import static dev.winnow.runtime.acl.AccessRule.group;
import static dev.winnow.runtime.acl.AccessRule.groups;
import static dev.winnow.runtime.acl.AccessRule.topic;
import static dev.winnow.runtime.acl.AccessRule.topics;
import static dev.winnow.runtime.acl.AccessRule.transactions;
import static org.apache.kafka.common.acl.AclOperation.ALTER_CONFIGS;
import static org.apache.kafka.common.acl.AclOperation.CREATE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE_CONFIGS;
import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;

import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.common.acl.AclOperation;

/**
 * The processes that use Kafka, with the least access rules of each. Kafka Streams names its
 * internal topics and transactions after the application. The operations port of the planner and of
 * the verifier describes the groups of the workers, to count the requests that wait.
 */
public enum KafkaUser {
  /** {@code winnow topics}. */
  TOPICS {
    @Override
    public List<AccessRule> rules(Topics names, String pool) {
      // ALTER_CONFIGS is that of --mend.
      return List.of(topics(names.prefix(), CREATE, DESCRIBE, DESCRIBE_CONFIGS, ALTER_CONFIGS));
    }
  },

  /** {@code winnow publish}. */
  PUBLISH {
    @Override
    public List<AccessRule> rules(Topics names, String pool) {
      // The planner's offsets tell when it has read the prompts; dead letters name taken ids.
      return List.of(
          topic(names.recipes(), WRITE),
          topic(names.prompts(), READ, WRITE),
          topic(names.deadLetters(), READ),
          group(names.prefix() + "planner", DESCRIBE));
    }
  },

  /** {@code winnow gateway}, whose console shows groups, workers, verdicts and rows. */
  GATEWAY {
    @Override
    public List<AccessRule> rules(Topics names, String pool) {
      List<AccessRule> rules = new ArrayList<>(samples(names, READ));
      rules.add(topic(names.recipes(), READ, WRITE, DESCRIBE_CONFIGS));
      rules.add(topic(names.prompts(), WRITE, DESCRIBE_CONFIGS));
      rules.add(topic(names.progress(), READ, DESCRIBE_CONFIGS));
      for (String read :
          List.of(
              names.verdicts(),
              names.workers(),
              names.deadLetters(),
              names.selected(),
              names.pairs())) {
        rules.add(topic(read, READ));
      }
      rules.add(groups(names.prefix(), DESCRIBE));
      return rules;
    }
  },

  /** {@code winnow planner}. */
  PLANNER {
    @Override
    public List<AccessRule> rules(Topics names, String pool) {
      List<AccessRule> rules = new ArrayList<>();
      for (String read :
          List.of(
              names.recipes(),
              names.prompts(),
              names.verdicts(),
              names.scoringStarted(),
              names.workers())) {
        rules.add(topic(read, READ, DESCRIBE_CONFIGS));
      }
      for (String both : List.of(names.usageReports(), names.quotaLeases(), names.progress())) {
        rules.add(topic(both, READ, WRITE, DESCRIBE_CONFIGS));
      }
      for (String written : List.of(names.candidates(), names.deadLetters())) {
        rules.add(topic(written, WRITE, DESCRIBE_CONFIGS));
      }
      // The age of the oldest request is that of its record.
      rules.add(topics(names.sampling(""), CREATE, READ, WRITE));
      rules.add(topics(names.scoring(""), CREATE, DESCRIBE));
      rules.add(groups(names.prefix() + "synthesizer.", DESCRIBE));
      rules.addAll(streams(names, "planner"));
      rules.add(group(names.prefix() + "planner-tables", READ));
      return rules;
    }
  },

  /** {@code winnow synthesizer}. */
  SYNTHESIZER {
    @Override
    public List<AccessRule> rules(Topics names, String pool) {
      List<AccessRule> rules = new ArrayList<>(worker(names));
      rules.add(topic(names.sampling(pool), READ));
      rules.add(topic(names.candidates(), WRITE, DESCRIBE_CONFIGS));
      rules.add(topic(names.progress(), READ));
      rules.add(group(names.prefix() + "synthesizer." + pool, READ, ALTER_CONFIGS));
      return rules;
    }
  },

  /** {@code winnow scorer}. */
  SCORER {
    @Override
    public List<AccessRule> rules(Topics names, String pool) {
      List<AccessRule> rules = new ArrayList<>(worker(names));
      rules.add(topic(names.scoring(pool), READ));
      rules.add(topic(names.scores(), WRITE, DESCRIBE_CONFIGS));
      rules.add(group(names.prefix() + "scorer." + pool, READ, ALTER_CONFIGS));
      return rules;
    }
  },

  /** {@code winnow verifier}. */
  VERIFIER {
    @Override
    public List<AccessRule> rules(Topics names, String pool) {
      List<AccessRule> rules = new ArrayList<>();
      for (String read : List.of(names.candidates(), names.scores(), names.workers())) {
        rules.add(topic(read, READ, DESCRIBE_CONFIGS));
      }
      for (String written :
          List.of(names.scoringStarted(), names.verdicts(), names.deadLetters())) {
        rules.add(topic(written, WRITE, DESCRIBE_CONFIGS));
      }
      rules.addAll(samples(names, WRITE, DESCRIBE_CONFIGS));
      rules.add(topics(names.scoring(""), READ, WRITE));
      rules.add(topic(names.prompts(), DESCRIBE));
      rules.add(groups(names.prefix() + "scorer.", DESCRIBE));
      rules.addAll(streams(names, "verifier"));
      return rules;
    }
  },

  /** {@code winnow curator}. */
  CURATOR {
    @Override
    public List<AccessRule> rules(Topics names, String pool) {
      List<AccessRule> rules = new ArrayList<>(samples(names, READ, DESCRIBE_CONFIGS));
      rules.add(topic(names.progress(), READ, DESCRIBE_CONFIGS));
      for (String written : List.of(names.selected(), names.pairs(), names.deadLetters())) {
        rules.add(topic(written, WRITE, DESCRIBE_CONFIGS));
      }
      rules.add(topic(names.prompts(), DESCRIBE));
      rules.addAll(streams(names, "curator"));
      return rules;
    }
  },

  /** {@code winnow sink}. */
  SINK {
    @Override
    public List<AccessRule> rules(Topics names, String pool) {
      List<AccessRule> rules = new ArrayList<>(samples(names, READ, DESCRIBE_CONFIGS));
      for (String read : List.of(names.selected(), names.pairs(), names.progress())) {
        rules.add(topic(read, READ, DESCRIBE_CONFIGS));
      }
      rules.add(topic(names.deadLetters(), WRITE, DESCRIBE_CONFIGS));
      rules.add(topic(names.prompts(), DESCRIBE));
      rules.add(groups(names.prefix() + "sink-", READ));
      return rules;
    }
  },

  /** {@code winnow audit}. */
  AUDIT {
    @Override
    public List<AccessRule> rules(Topics names, String pool) {
      return List.of(topics(names.prefix(), READ));
    }
  },

  /** {@code winnow train --topic}, which reads in no group. */
  TRAIN {
    @Override
    public List<AccessRule> rules(Topics names, String pool) {
      return List.of(
          topic(names.samples(Outcome.ACCEPTED), READ),
          topic(names.selected(), READ),
          topic(names.pairs(), READ));
    }
  },

  /** {@code winnow status}, {@code top} and {@code dead-letters}, except its republishing. */
  STATUS {
    @Override
    public List<AccessRule> rules(Topics names, String pool) {
      return List.of(topics(names.prefix(), READ), groups(names.prefix(), DESCRIBE));
    }
  },

  /** {@code winnow retry}. */
  RETRY {
    @Override
    public List<AccessRule> rules(Topics names, String pool) {
      return List.of(topic(names.progress(), READ), topic(names.prompts(), READ, WRITE));
    }
  },

  /** {@code winnow reverify}, which publishes a recipe and tells when scorers are silent. */
  REVERIFY {
    @Override
    public List<AccessRule> rules(Topics names, String pool) {
      List<AccessRule> rules = new ArrayList<>(samples(names, READ));
      rules.add(topic(names.recipes(), READ, WRITE));
      rules.add(topic(names.candidates(), WRITE));
      rules.add(topic(names.workers(), READ));
      return rules;
    }
  },

  /** {@code winnow dead-letters republish}: where a letter holds a part, its record is read. */
  REPUBLISH {
    @Override
    public List<AccessRule> rules(Topics names, String pool) {
      List<AccessRule> rules = new ArrayList<>();
      rules.add(topic(names.deadLetters(), READ));
      for (String again :
          List.of(
              names.recipes(),
              names.prompts(),
              names.candidates(),
              names.scores(),
              names.verdicts())) {
        rules.add(topic(again, READ, WRITE));
      }
      rules.add(topics(names.sampling(""), READ, WRITE));
      rules.add(topics(names.scoring(""), READ, WRITE));
      return rules;
    }
  };

  /**
   * Returns the least rules with which the process does all its work.
   *
   * @param pool the pool of a synthesizer or a scorer
   */
  public abstract List<AccessRule> rules(Topics names, String pool);

  /** Returns the name of the command. */
  public String command() {
    return name().toLowerCase(Locale.ROOT);
  }

  private static List<AccessRule> streams(Topics names, String application) {
    String id = names.prefix() + application;
    return List.of(group(id, READ), topics(id + "-", CREATE, READ, WRITE), transactions(id + "-"));
  }

  private static List<AccessRule> worker(Topics names) {
    return List.of(
        topic(names.workers(), WRITE, DESCRIBE_CONFIGS),
        topic(names.deadLetters(), WRITE, DESCRIBE_CONFIGS),
        topic(names.prompts(), DESCRIBE));
  }

  private static List<AccessRule> samples(Topics names, AclOperation... operations) {
    List<AccessRule> rules = new ArrayList<>();
    for (Outcome outcome : Outcome.values()) {
      rules.add(topic(names.samples(outcome), operations));
    }
    return rules;
  }
}
