package dev.winnow.ops.export;

/** A layout without options. */
record NoOptions() {}
