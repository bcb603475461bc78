/** Plans rounds of requests for every prompt: a Kafka Streams topology around pure decisions. */
@NullMarked
package dev.winnow.planner;

import org.jspecify.annotations.NullMarked;
