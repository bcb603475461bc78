/** What tests of several packages need. */
@NullMarked
package dev.winnow.producers.testing;

import org.jspecify.annotations.NullMarked;
