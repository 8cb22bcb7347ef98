using Floe.S3Tables.Tests.Storage;

namespace Floe.S3Tables.Tests.Durability;

/// <summary>One kind of load, with a model of what must be there afterwards.</summary>
internal interface IClientUnderKill
{
    /// <summary>Makes what the load stands on, before the first round.</summary>
    Task PrepareAsync(ServiceProcess service);

    /// <summary>One call after the other, until the service is gone.</summary>
    Task RunAsync(ServiceProcess service, KillSwitch kill);

    /// <summary>Compares the restarted service with the model, and takes what it finds for the next round.</summary>
    Task CheckAsync(ServiceProcess service);
}
