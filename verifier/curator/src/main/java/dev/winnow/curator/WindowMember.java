package dev.winnow.curator;

import dev.winnow.schemas.CuratedPrompt;
import dev.winnow.schemas.Sample;
import dev.winnow.schemas.WaitingPrompt;
import java.util.List;

/**
 * A prompt in a window that closes.
 *
 * @param prompt what was curated before
 * @param waiting its end, as it entered
 * @param accepted its accepted rows; some may be later than its end
 */
record WindowMember(CuratedPrompt prompt, WaitingPrompt waiting, List<Sample> accepted) {}
