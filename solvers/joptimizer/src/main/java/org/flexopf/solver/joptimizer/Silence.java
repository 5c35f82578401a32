package org.flexopf.solver.joptimizer;

import org.apache.commons.logging.Log;

/** A log that keeps everything to itself. */
final class Silence implements Log {

    @Override
    public boolean isDebugEnabled() {
        return false;
    }

    @Override
    public boolean isErrorEnabled() {
        return false;
    }

    @Override
    public boolean isFatalEnabled() {
        return false;
    }

    @Override
    public boolean isInfoEnabled() {
        return false;
    }

    @Override
    public boolean isTraceEnabled() {
        return false;
    }

    @Override
    public boolean isWarnEnabled() {
        return false;
    }

    @Override
    public void trace(Object message) {
        // Nobody asked.
    }

    @Override
    public void trace(Object message, Throwable cause) {
        // Nobody asked.
    }

    @Override
    public void debug(Object message) {
        // Nobody asked.
    }

    @Override
    public void debug(Object message, Throwable cause) {
        // Nobody asked.
    }

    @Override
    public void info(Object message) {
        // The outcome says it.
    }

    @Override
    public void info(Object message, Throwable cause) {
        // The outcome says it.
    }

    @Override
    public void warn(Object message) {
        // The check of the outcome finds it.
    }

    @Override
    public void warn(Object message, Throwable cause) {
        // The check of the outcome finds it.
    }

    @Override
    public void error(Object message) {
        // An exception follows.
    }

    @Override
    public void error(Object message, Throwable cause) {
        // An exception follows.
    }

    @Override
    public void fatal(Object message) {
        // An exception follows.
    }

    @Override
    public void fatal(Object message, Throwable cause) {
        // An exception follows.
    }
}
