/** What a server's answer means: for this request, or for every one. */
@NullMarked
package dev.winnow.runtime.http.answer;

import org.jspecify.annotations.NullMarked;
