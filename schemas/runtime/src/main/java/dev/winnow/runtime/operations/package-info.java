/**
 * What a process shows of itself to operators over HTTP: metrics and health, on one port. {@link
 * dev.winnow.runtime.operations.Operations} is where to start reading.
 */
@NullMarked
package dev.winnow.runtime.operations;

import org.jspecify.annotations.NullMarked;
