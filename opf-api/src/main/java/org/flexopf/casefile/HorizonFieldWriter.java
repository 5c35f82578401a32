package org.flexopf.casefile;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** Where the fields of a device go in the horizon format. Periods are counted from 0 here and from 1 in files. */
public interface HorizonFieldWriter extends FieldWriter {

    /**
     * A number for every period; where it is one and the same, it stands for all.
     *
     * @param overTime what has the number, in every period
     * @throws IllegalArgumentException if a number is not finite
     */
    <T> void series(String field, List<T> overTime, ToDoubleFunction<? super T> number);

    /**
     * The same, left out where every period has the value that holds then; only that one may be infinite.
     *
     * @throws IllegalArgumentException if a number is to be written and not finite
     */
    <T> void series(String field, List<T> overTime, ToDoubleFunction<? super T> number, double whenLeftOut);

    /** Numbers of periods, counted from 0. */
    void periods(String field, List<Integer> periods);
}
