namespace Floe.JobService.Tests.Scenarios;

/// <summary>What a scenario's job does, on every engine.</summary>
internal enum Work
{
    /// <summary>Comes to a good end.</summary>
    Succeeds,

    /// <summary>Ends with an error.</summary>
    Fails,

    /// <summary>Runs until it is stopped.</summary>
    Stays,
}
