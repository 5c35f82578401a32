package org.flexopf.opf;

/**
 * Which solver answered, and with what effort.
 *
 * @param name name of the solver
 * @param iterations number of iterations
 * @param buildSeconds time to build the program
 * @param setupSeconds time of the solver's symbolic work
 * @param solveSeconds time of the solver's iterations
 */
public record SolverRun(String name, int iterations, double buildSeconds, double setupSeconds, double solveSeconds) {}
