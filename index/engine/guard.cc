// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/guard.hh"

#include <cstring>
#include <exception>
#include <stdexcept>
#include <string>
#include <xapian.h>

namespace
{

const char rebuild[] = "set it aside and rebuild it: parlor index --rebuild";

int failed(struct err *err, enum err_code code, const Xapian::Error &error,
           const char *advice)
{
    const char *system = error.get_error_string();

    return err_set(err, code, "index: %.300s%s%.80s; %s",
                   error.get_msg().c_str(), system != nullptr ? ": " : "",
                   system != nullptr ? system : "", advice);
}

/* A lock that cannot be had for another reason is the system's no. */
int lock_failed(struct err *err, const Xapian::Error &error)
{
    if (error.get_msg().find("already locked") != std::string::npos)
        return failed(err, ERR_BUSY, error,
                      "another process writes there, wait or stop it");
    return failed(err, ERR_IO, error, "check the directory's permissions");
}

/* Errors of the operating system (disk full) come as plain DatabaseError;
 * without one, a block was not what it should be. */
int database_failed(struct err *err, const Xapian::Error &error)
{
    if (error.get_error_string() != nullptr)
        return failed(err, ERR_IO, error, "check disk space and permissions");
    return failed(err, ERR_CORRUPT, error, rebuild);
}

int strange(struct err *err, const std::exception &error)
{
    return err_set(err, ERR_CORRUPT, "index: %.100s; %s", error.what(),
                   rebuild);
}

} // namespace

int guard_failed(struct err *err) noexcept
{
    try {
        throw;
    } catch (const Xapian::DatabaseLockError &error) {
        return lock_failed(err, error);
    } catch (const Xapian::DatabaseOpeningError &error) {
        return failed(err, ERR_CORRUPT, error, rebuild);
    } catch (const Xapian::DatabaseCorruptError &error) {
        return failed(err, ERR_CORRUPT, error, rebuild);
    } catch (const Xapian::DatabaseModifiedError &error) {
        /* the reader has tried twice: a damaged index says this for ever */
        return failed(err, ERR_CORRUPT, error, rebuild);
    } catch (const Xapian::DatabaseError &error) {
        return database_failed(err, error);
    } catch (const Xapian::SerialisationError &error) {
        return failed(err, ERR_CORRUPT, error, rebuild);
    } catch (const Xapian::RangeError &error) {
        return failed(err, ERR_CORRUPT, error, rebuild);
    } catch (const Xapian::DocNotFoundError &error) {
        return failed(err, ERR_CORRUPT, error, rebuild);
    } catch (const Xapian::InternalError &error) {
        return failed(err, ERR_CORRUPT, error, rebuild);
    } catch (const Xapian::Error &error) {
        return failed(err, ERR_INDEX, error, "please report this");
    } catch (const std::length_error &error) {
        return strange(err, error); /* a damaged length was believed */
    } catch (const std::out_of_range &error) {
        return strange(err, error);
    } catch (const std::exception &error) {
        return err_set(err, ERR_INDEX, "index: %.300s", error.what());
    } catch (...) {
        return err_set(err, ERR_INDEX, "index: unknown exception");
    }
}
