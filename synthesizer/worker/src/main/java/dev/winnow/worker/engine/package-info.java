/** The interface of engines, which sample candidates. Each subpackage has one implementation. */
@NullMarked
package dev.winnow.worker.engine;

import org.jspecify.annotations.NullMarked;
