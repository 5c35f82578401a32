package org.flexopf.examples.cli;

/**
 * One line of a summary, on a terminal or on a page.
 *
 * @param label what it is about, in a word or two
 * @param text what there is to say
 */
record Finding(String label, String text) {}
