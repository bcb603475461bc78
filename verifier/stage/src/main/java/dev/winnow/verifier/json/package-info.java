/** The checks on JSON in a response: {@code json_schema} and {@code tool_call}. */
@NullMarked
package dev.winnow.verifier.json;

import org.jspecify.annotations.NullMarked;
