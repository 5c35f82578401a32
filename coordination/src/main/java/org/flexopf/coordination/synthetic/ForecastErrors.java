package org.flexopf.coordination.synthetic;

/**
 * By how much realised power differs from what was scheduled, as a standard deviation in shares of it.
 *
 * @param common what all of a kind have in common in an hour, as weather and habits are
 * @param local what each bus has by itself
 */
public record ForecastErrors(double common, double local) {

    /** All goes as scheduled. */
    public static final ForecastErrors NONE = new ForecastErrors(0.0, 0.0);
}
