/** The idempotent publisher of recipes and prompts. */
@NullMarked
package dev.winnow.producers.publish;

import org.jspecify.annotations.NullMarked;
