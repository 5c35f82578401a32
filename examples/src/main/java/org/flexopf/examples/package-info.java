/** Runnable programs, one file and one idea each. */
package org.flexopf.examples;
