/** The command line: {@code opf solve}, {@code opf powerflow}, {@code opf cases}. */
package org.flexopf.examples.cli;
