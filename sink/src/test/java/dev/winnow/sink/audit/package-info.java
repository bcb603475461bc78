@NullMarked
package dev.winnow.sink.audit;

import org.jspecify.annotations.NullMarked;
