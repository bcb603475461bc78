package dev.winnow.ops.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Processes of a stream whose candidates a scorer judges, and one prompt that is none. */
record ScoredProcesses(Path directory, SeparateProcesses processes, URI rewards) {
  private static final int PROMPTS = 4;
  private static final String RECIPE =
      """
      name: scored
      verify:
        checks: [{type: math}]
        scorers: [{name: quality, type: reward, pool: default}]
        accept: quality > %s
      allocation: {strategy: fixed, candidates: 2}
      """;

  /** What is done while all stages run, after the prompts have ended. */
  interface Meanwhile {
    void run() throws Exception;
  }

  /** A recipe of the same name that accepts less. */
  Path stricterRecipe() throws Exception {
    return Files.writeString(directory.resolve("stricter.yaml"), RECIPE.formatted("0.5"));
  }

  /** Runs the stream to its end, and then this. */
  void run(URI registry, String watchedServers, Meanwhile meanwhile) throws Exception {
    Path recipe = Files.writeString(directory.resolve("scored.yaml"), RECIPE.formatted("-9"));
    Path prompts = write("prompts.jsonl", "{\"prompt\": \"%d + 1?\", \"reference\": \"2\"}");
    Path recorded =
        write(
            "recorded.jsonl", "{\"prompt\": \"%d + 1?\", \"responses\": [\"#### 2\", \"#### 3\"]}");
    processes.done("topics", "--pool=default", "--scorer-pool=default", "--partitions=2");
    try (Child planner = state("planner");
        Child verifier = state("verifier");
        Child worker =
            processes.child("synthesizer", "--engine=replay", "--replay-file=" + recorded);
        Child scorer = scorer()) {
      List<Child> stages = List.of(planner, verifier, worker, scorer);
      await("the start of all stages")
          .atMost(Duration.ofMinutes(3))
          .failFast(() -> assertAlive(stages))
          .until(() -> stages.stream().allMatch(stage -> stage.log().contains(" started")));
      processes.done("publish", "--recipe=" + recipe, prompts.toString());
      sendWhatIsNoPrompt(watchedServers);
      StreamEnd.await(watchedServers, registry, PROMPTS, () -> assertAlive(stages));
      meanwhile.run();
      assertAlive(stages);
    }
  }

  private Child state(String stage) throws Exception {
    return processes.child(stage, "--state-dir=" + directory.resolve(stage));
  }

  private Child scorer() throws Exception {
    Path template =
        Files.writeString(
            directory.resolve("template.jinja"),
            "{% for m in messages %}|{{ m.content }}{% endfor %}");
    return processes.child(
        "scorer",
        "--pool=default",
        "--type=reward",
        "--model=tiny-reward",
        "--base-url=" + rewards,
        "--dialect=openrlhf",
        "--chat-template=" + template);
  }

  private Path write(String name, String line) throws Exception {
    return Files.write(
        directory.resolve(name), IntStream.range(0, PROMPTS).mapToObj(line::formatted).toList());
  }

  private static void sendWhatIsNoPrompt(String servers) throws Exception {
    byte[] bytes = "not Avro".getBytes(StandardCharsets.UTF_8);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", servers),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>("winnow.prompts", bytes, bytes)).get();
    }
  }

  private static void assertAlive(List<Child> stages) {
    assertThat(stages).allSatisfy(stage -> assertThat(stage.isAlive()).as(stage::log).isTrue());
  }
}
