package org.flexopf.exchange.journal;

/**
 * That a journal cannot be used: it is damaged, belongs to another market, says something else than its replay, or
 * could not be written. The message says where and what to do. After a failure to write nothing more is accepted.
 */
public final class JournalException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    JournalException(String message) {
        super(message);
    }

    JournalException(String message, Throwable cause) {
        super(message, cause);
    }
}
