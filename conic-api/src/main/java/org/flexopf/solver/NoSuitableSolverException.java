package org.flexopf.solver;

/** No installed solver can take a program; the message lists each solver and why not. */
public class NoSuitableSolverException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** An exception with a message that names every solver. */
    public NoSuitableSolverException(String message) {
        super(message);
    }
}
