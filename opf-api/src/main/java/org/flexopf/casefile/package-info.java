/**
 * Case files: networks read from the MATPOWER format and from the library's own JSON format, written to the latter, and
 * the cases that are bundled with the library.
 */
package org.flexopf.casefile;
