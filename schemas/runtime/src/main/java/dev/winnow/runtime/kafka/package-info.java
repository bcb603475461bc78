/** How every stage reaches Kafka and the registry, and the settings of every topic. */
@NullMarked
package dev.winnow.runtime.kafka;

import org.jspecify.annotations.NullMarked;
