package dev.winnow.schemas.plugin;

/** A plug-in type whose service file names a class that is not there. */
public interface BrokenPlugin extends Plugin<PluginCatalogTest.None> {}
