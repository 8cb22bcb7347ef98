using Floe.S3Tables.Authorization.Requests;

namespace Floe.S3Tables.Authorization.Resources;

/// <summary>Where the authorizer gets stored policies from. Read in one transaction, so that a policy and what it is attached to belong together.</summary>
public interface IPolicyStore
{
    /// <returns>Null where the table bucket or warehouse bucket does not exist.</returns>
    StoredResource? Find(Target target);
}
