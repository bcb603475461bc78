/** Runs untrusted programs in bubblewrap: without network, files or other processes. */
@NullMarked
package dev.winnow.scorer.code.sandbox;

import org.jspecify.annotations.NullMarked;
