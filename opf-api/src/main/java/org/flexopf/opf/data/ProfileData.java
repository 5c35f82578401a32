package org.flexopf.opf.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.flexopf.model.Parameter;
import org.flexopf.model.ProgramBuilder;
import org.flexopf.network.Profile;

/**
 * What a block takes from its profile while it is written. A number may be another one in another profile: the program
 * has a {@linkplain Parameter parameter} for it, and is given the other number without being written again. On a fact
 * it rests: where another profile has another one, the program has to be written anew.
 *
 * <p>Nobody sees the profile itself but as a fact, so that no number of it gets into a program unnoticed.
 */
public final class ProfileData {

    private final Profile profile;
    private final ProgramBuilder program;
    /** Whether the program is to be given other profiles; else numbers are taken as they are, and nothing is kept. */
    private final boolean keeps;

    private final List<Given> numbers = new ArrayList<>();
    private final List<Fact> facts = new ArrayList<>();

    /** A number of a profile, and the parameter that stands for it. */
    private record Given(Parameter parameter, ToDoubleFunction<Profile> number) {}

    /** Something of a profile, and what it was while the program was written. */
    private record Fact(Function<Profile, ?> fact, Object value) {

        boolean holds(Profile other) {
            return Objects.equals(fact.apply(other), value);
        }
    }

    private ProfileData(Profile profile, ProgramBuilder program, boolean keeps) {
        this.profile = Objects.requireNonNull(profile, "profile");
        this.program = program;
        this.keeps = keeps;
    }

    /** For a program that is written once, with this profile. */
    public static ProfileData once(Profile profile) {
        return new ProfileData(profile, null, false);
    }

    /** For a program that is written with this profile, and given others then. */
    public static ProfileData changing(Profile profile, ProgramBuilder program) {
        return new ProfileData(profile, program, true);
    }

    /**
     * A number of the profile.
     *
     * @param number how it follows from any profile of the same network: from nothing else that may change
     */
    public Parameter number(ToDoubleFunction<Profile> number) {
        double now = number.applyAsDouble(profile);
        if (!keeps) {
            return Parameter.fixed(now);
        }
        Parameter parameter = program.parameter(now);
        numbers.add(new Given(parameter, number));
        return parameter;
    }

    /**
     * Something of the profile that what is written depends on.
     *
     * @param fact how it follows from any profile of the same network; compared by {@code equals}
     */
    public <T> T fact(Function<Profile, T> fact) {
        T now = fact.apply(profile);
        if (keeps) {
            facts.add(new Fact(fact, now));
        }
        return now;
    }

    /** The profile as it is: the program has to be written anew for any other one. */
    public Profile whole() {
        return fact(all -> all);
    }

    /** Whether the program may be given a profile: it kept what it took, and all facts are the same. */
    public boolean holds(Profile other) {
        if (!keeps) {
            return false;
        }
        for (int k = 0; k < facts.size(); k++) {
            if (!facts.get(k).holds(other)) {
                return false;
            }
        }
        return true;
    }

    /** Puts the numbers of a profile where the parameters of the program stand for them. */
    public void put(Profile other, double[] parameters) {
        for (int k = 0; k < numbers.size(); k++) {
            Given given = numbers.get(k);
            parameters[given.parameter().place()] = given.number().applyAsDouble(other);
        }
    }

    @Override
    public String toString() {
        return "what a program takes from the " + profile + ": " + numbers.size() + " numbers, " + facts.size()
                + " facts";
    }
}
