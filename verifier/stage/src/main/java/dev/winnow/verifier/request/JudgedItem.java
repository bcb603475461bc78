package dev.winnow.verifier.request;

import dev.winnow.verifier.check.Finding;
import java.util.Optional;

/**
 * What the check says of an item.
 *
 * @param finding as in the verifier stage
 * @param check name and version of the check
 * @param detail where the reference cannot be used: what is wrong with it, and the remedy
 */
public record JudgedItem(Finding finding, String check, Optional<String> detail) {}
