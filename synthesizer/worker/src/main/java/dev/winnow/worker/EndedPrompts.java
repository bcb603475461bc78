package dev.winnow.worker;

import dev.winnow.schemas.Progress;
import dev.winnow.schemas.PromptStates;
import dev.winnow.schemas.SamplingRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The prompts that ended recently, so that requests whose candidates are no longer needed are not
 * sampled. A reopened prompt is sampled: its requests belong to a later round, or were issued after
 * the end. Only the latest ends are kept; sampling a request of a prompt that ended earlier wastes
 * tokens but is harmless. Thread-safe.
 */
final class EndedPrompts {
  private static final int MAX_REMEMBERED = 50_000;

  private final Map<String, End> ends =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, End> eldest) {
          return size() > MAX_REMEMBERED;
        }
      };
  private final Map<String, List<Watch>> watches = new HashMap<>();

  /**
   * The end of a prompt.
   *
   * @param round its last round
   * @param allJudged whether every ordered candidate has a verdict
   */
  record End(Instant at, int round, boolean allJudged) {
    private boolean isAfter(SamplingRequest samplingRequest) {
      return samplingRequest.getRound() <= round && !samplingRequest.getIssuedAt().isAfter(at);
    }
  }

  /** Records that the progress of a prompt was written or deleted. */
  synchronized void onProgress(String promptId, Optional<Progress> progress) {
    ends.remove(promptId);
    if (progress.isPresent() && PromptStates.hasEnded(progress.get().getState())) {
      Progress last = progress.get();
      End end =
          new End(last.getUpdatedAt(), last.getRound(), last.getJudged() >= last.getOrdered());
      ends.put(promptId, end);
      watches.getOrDefault(promptId, List.of()).forEach(watch -> watch.onEnd(end));
    }
  }

  /** Watches the prompt of the request that this thread is about to sample. */
  synchronized Watch watch(SamplingRequest samplingRequest) {
    Watch watch = new Watch(samplingRequest, Thread.currentThread());
    watches
        .computeIfAbsent(samplingRequest.getPrompt().getId(), id -> new ArrayList<>())
        .add(watch);
    End end = ends.get(samplingRequest.getPrompt().getId());
    if (end != null && end.isAfter(samplingRequest)) {
      watch.end = Optional.of(end);
    }
    return watch;
  }

  /** Interrupts a thread when the prompt of its request ends. Closed by that thread. */
  final class Watch implements AutoCloseable {
    private final SamplingRequest samplingRequest;
    private final Thread thread;
    private Optional<End> end = Optional.empty();

    private Watch(SamplingRequest samplingRequest, Thread thread) {
      this.samplingRequest = samplingRequest;
      this.thread = thread;
    }

    /** Returns the end that makes the request unnecessary, once it is known. */
    Optional<End> end() {
      synchronized (EndedPrompts.this) {
        return end;
      }
    }

    /** The thread is not interrupted after this has returned. */
    @Override
    public void close() {
      synchronized (EndedPrompts.this) {
        watches.computeIfPresent(
            samplingRequest.getPrompt().getId(),
            (id, all) -> {
              all.remove(this);
              return all.isEmpty() ? null : all;
            });
      }
    }

    /** Called while the lock of {@link EndedPrompts} is held. */
    private void onEnd(End known) {
      if (end.isEmpty() && known.isAfter(samplingRequest)) {
        end = Optional.of(known);
        thread.interrupt();
      }
    }
  }
}
