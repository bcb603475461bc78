package dev.winnow.schemas.plugin;

/** A seam whose service file names a class that is not there. */
public interface BrokenPlugin extends Plugin<PluginCatalogTest.None> {}
