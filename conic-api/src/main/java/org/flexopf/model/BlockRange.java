package org.flexopf.model;

/**
 * A place in a program under construction: the columns, and the rows of each list, that stand before it.
 *
 * @param columns columns before it
 * @param equalities equalities before it
 * @param inequalities inequalities before it
 * @param coneRows rows of second-order cones before it
 */
record BlockRange(int columns, int equalities, int inequalities, int coneRows) {

    /** Where a program begins. */
    static final BlockRange START = new BlockRange(0, 0, 0, 0);
}
