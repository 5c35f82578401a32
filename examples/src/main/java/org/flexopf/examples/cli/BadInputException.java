package org.flexopf.examples.cli;

/** Input or usage that a person can mend; the message says what and how. */
final class BadInputException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BadInputException(String message) {
        super(message);
    }
}
