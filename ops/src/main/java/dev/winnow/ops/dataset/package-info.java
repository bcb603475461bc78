/** What the commands that read datasets share: their files, and which verdicts are current. */
@NullMarked
package dev.winnow.ops.dataset;

import org.jspecify.annotations.NullMarked;
