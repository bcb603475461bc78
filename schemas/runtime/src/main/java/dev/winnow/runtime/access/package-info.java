/**
 * Who may ask our HTTP servers what: named tokens with roles and quotas, the address that a server
 * may bind, TLS, and the checks against requests that a foreign page makes a browser send. The
 * gateway, the operations port and the console use it.
 */
@NullMarked
package dev.winnow.runtime.access;

import org.jspecify.annotations.NullMarked;
