package org.flexopf.dcopf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.stream.StreamSupport;
import org.flexopf.casefile.MatpowerCase;
import org.flexopf.network.Network;
import org.flexopf.testkit.ReferenceCases;

/** The reference networks, and what an independent program says of the radial ones. */
final class References {

    private References() {
    }

    /** The network of a MATPOWER file. */
    static Network network(String name) {
        return MatpowerCase.read(ReferenceCases.path(name)).network();
    }

    /** The expected figures of a radial feeder. */
    static JsonNode expected(String feeder) {
        try {
            return new ObjectMapper().readTree(ReferenceCases.path("radial/expected.json").toFile()).get(feeder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A list of numbers. */
    static double[] numbers(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false).mapToDouble(JsonNode::asDouble).toArray();
    }
}
