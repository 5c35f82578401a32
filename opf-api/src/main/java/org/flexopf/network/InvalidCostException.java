package org.flexopf.network;

/** A cost curve that is no convex function of finite numbers. */
public class InvalidCostException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;
    private final String value;
    private final String problem;
    private final String fix;

    /** What was given, why that is no cost curve, and how to mend it. */
    public InvalidCostException(String value, String problem, String fix) {
        super(value + ": " + problem + "; " + fix);
        this.value = value;
        this.problem = problem;
        this.fix = fix;
    }

    /** The fault of an element that was given this cost. */
    public Fault toFault(String element) {
        return new Fault(element, value, problem, fix);
    }
}
