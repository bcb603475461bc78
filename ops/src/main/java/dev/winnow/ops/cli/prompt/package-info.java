/** Commands that make, show and publish prompts. */
@NullMarked
package dev.winnow.ops.cli.prompt;

import org.jspecify.annotations.NullMarked;
