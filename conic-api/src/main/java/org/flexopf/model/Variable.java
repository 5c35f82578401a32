package org.flexopf.model;

/**
 * One variable of a program under construction.
 *
 * @param column its column
 */
public record Variable(int column) {}
