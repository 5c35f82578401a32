package org.flexopf.model;

/**
 * What stands in place of a variable that takes no part in an edited program.
 *
 * @param column the column of the variable
 * @param value its value; NaN if its element is gone
 * @param cost what it costs in the objective
 */
record Replacement(int column, double value, double cost) {}
