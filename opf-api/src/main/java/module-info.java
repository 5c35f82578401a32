/** Optimal power flow: the network model, case files, problems and formulations, and the facade that solves them. */
module org.flexopf.api {
    requires transitive org.flexopf.conic;
    requires com.fasterxml.jackson.core;
    requires org.slf4j;

    exports org.flexopf.casefile;
    exports org.flexopf.fleet;
    exports org.flexopf.network;
    exports org.flexopf.opf;
    exports org.flexopf.opf.branchflow;
    exports org.flexopf.opf.control;
    exports org.flexopf.opf.data;
    exports org.flexopf.opf.device;
    exports org.flexopf.opf.family;
    exports org.flexopf.opf.formulation;
    exports org.flexopf.opf.limit;
    exports org.flexopf.opf.objective;
    exports org.flexopf.opf.problem;
    exports org.flexopf.opf.registry;
    exports org.flexopf.opf.state;

    provides org.flexopf.casefile.DeviceFormat with
            org.flexopf.casefile.StorageFormat,
            org.flexopf.casefile.BidFormat;
    provides org.flexopf.opf.device.DeviceType with
            org.flexopf.opf.device.StorageType,
            org.flexopf.opf.device.BidType,
            org.flexopf.opf.device.CurtailableLoadType,
            org.flexopf.opf.device.ShiftableLoadType,
            org.flexopf.opf.device.PaybackLoadType,
            org.flexopf.opf.device.ThermostaticLoadType,
            org.flexopf.opf.device.AtomicLoadType,
            org.flexopf.opf.device.CogenerationUnitType,
            org.flexopf.opf.device.ChargingFleetType;
    provides org.flexopf.casefile.HorizonFormat with
            org.flexopf.casefile.CurtailableLoadFormat,
            org.flexopf.casefile.ShiftableLoadFormat,
            org.flexopf.casefile.PaybackLoadFormat,
            org.flexopf.casefile.ThermostaticLoadFormat,
            org.flexopf.casefile.AtomicLoadFormat,
            org.flexopf.casefile.CogenerationUnitFormat,
            org.flexopf.casefile.ChargingFleetFormat;

    uses org.flexopf.casefile.DeviceFormat;
    uses org.flexopf.casefile.HorizonFormat;
    uses org.flexopf.opf.device.DeviceType;
    uses org.flexopf.opf.registry.FormulationType;
}
