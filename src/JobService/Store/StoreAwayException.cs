namespace Floe.JobService.Store;

/// <summary>The database cannot be used now. Nothing of the unit of work is there, or (a connection that broke at the commit) all of it.</summary>
internal sealed class StoreAwayException(Exception cause) : Exception($"The job store cannot be used: {cause.Message}", cause);
