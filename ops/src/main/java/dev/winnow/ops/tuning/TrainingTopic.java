package dev.winnow.ops.tuning;

import dev.winnow.schemas.Message;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Pair;
import dev.winnow.schemas.Sample;
import dev.winnow.schemas.SelectedAs;
import dev.winnow.schemas.Topics;
import dev.winnow.schemas.serde.Decoded;
import dev.winnow.schemas.serde.Decoder;
import dev.winnow.schemas.serde.SchemaRegistry;
import dev.winnow.training.TuningExample;
import dev.winnow.training.TuningExample.Preference;
import dev.winnow.training.TuningExample.Supervised;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** The topics whose records a model can be trained on. */
public enum TrainingTopic {
  /** Accepted samples, as they are judged. */
  ACCEPTED,
  /** The curator's selection. */
  SELECTED,
  /** The curator's pairs, which are learned by DPO. */
  PAIRS;

  private static final String ASSISTANT = "assistant";

  /**
   * What a record teaches.
   *
   * @param recipe name of its recipe
   * @param id identity of the record
   * @param example empty if it is nothing to train on: a row of the curator's random control, or a
   *     row that is in the topic already and was judged again
   */
  record Content(String recipe, String id, Optional<TuningExample> example) {}

  /** Reads the records of a topic. Throws only if the registry cannot be reached. */
  interface Reader {
    Decoded<Content> read(String topic, byte @Nullable [] value);
  }

  /** Returns the topic's name. */
  String name(Topics topics) {
    return switch (this) {
      case ACCEPTED -> topics.samples(Outcome.ACCEPTED);
      case SELECTED -> topics.selected();
      case PAIRS -> topics.pairs();
    };
  }

  Reader reader(SchemaRegistry registry) {
    return this == PAIRS
        ? reader(new Decoder<>(registry, Pair.class), TrainingTopic::content)
        : reader(new Decoder<>(registry, Sample.class), TrainingTopic::content);
  }

  private static <T extends SpecificRecord> Reader reader(
      Decoder<T> decoder, Function<T, Content> content) {
    return (topic, value) ->
        switch (decoder.decode(topic, value)) {
          case Decoded.Good<T> good -> new Decoded.Good<>(content.apply(good.value()));
          case Decoded.Bad<T> bad -> new Decoded.Bad<>(bad.reason(), bad.error());
        };
  }

  private static Content content(Sample sample) {
    boolean isControl = sample.getSelectedAs().map(SelectedAs::getControl).orElse(false);
    boolean isAgain =
        sample
            .getReplaces()
            .filter(replaced -> replaced.getOutcome() == Outcome.ACCEPTED)
            .isPresent();
    Optional<TuningExample> example =
        isControl || isAgain
            ? Optional.empty()
            : Optional.of(new Supervised(chat(sample.getMessages()), sample.getResponse()));
    return new Content(sample.getRecipe(), sample.getId(), example);
  }

  private static Content content(Pair pair) {
    return new Content(
        pair.getRecipe(),
        pair.getId(),
        Optional.of(
            new Preference(chat(pair.getMessages()), pair.getChosen(), pair.getRejected())));
  }

  /** Returns the messages before the answer, as {@code --data} reads them from datasets. */
  private static List<Map<String, Object>> chat(List<Message> messages) {
    List<Map<String, Object>> chat = new ArrayList<>();
    for (Message message : messages) {
      chat.add(Map.of("role", message.getRole(), "content", message.getContent()));
    }
    if (!chat.isEmpty() && ASSISTANT.equals(messages.getLast().getRole())) {
      chat.removeLast();
    }
    return chat;
  }
}
