package org.flexopf.casefile;

import java.util.List;
import java.util.Optional;

/** The fields of a device in the horizon format. Periods are counted from 1 in files and from 0 here. */
public interface HorizonFields extends FieldReader {

    /** The number of periods. */
    int periods();

    /** How long a period lasts, hours. */
    double hours(int period);

    /** A text that must be there. */
    String text(String field);

    /** A finite number for every period that must be there: a list with one for each, or one that stands for all. */
    double[] series(String field);

    /** The same with a number that holds throughout where it is left out. */
    double[] series(String field, double otherwise);

    /** Whether a field is a list with a number for every period, and not one that stands for all. */
    boolean isList(String field);

    /**
     * The numbers of periods in a list that must be there, counted from 0 here; those that the horizon does not have
     * are faults.
     */
    List<Integer> periods(String field);

    @Override
    List<HorizonFields> objects(String field);

    @Override
    Optional<HorizonFields> object(String field);

    /** Notes a fault of what these fields are of. */
    void fault(String value, String cause, String fix);
}
