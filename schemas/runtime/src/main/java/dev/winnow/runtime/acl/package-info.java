/** The access rules that each stage needs on Kafka. */
@NullMarked
package dev.winnow.runtime.acl;

import org.jspecify.annotations.NullMarked;
