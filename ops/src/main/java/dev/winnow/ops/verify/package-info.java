/** Checks as a service: {@code POST /v1/verify} of the gateway. */
@NullMarked
package dev.winnow.ops.verify;

import org.jspecify.annotations.NullMarked;
