/** What every check must keep to, tested with cases of its author. */
@NullMarked
package dev.winnow.verifier.contract;

import org.jspecify.annotations.NullMarked;
